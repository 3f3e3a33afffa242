-- ::: {.gambar #id} with any content and a ::: judul inside becomes a figure with that caption below.

local function pisah(isi)
  local judul, lain = pandoc.Inlines({}), pandoc.Blocks({})
  for _, blok in ipairs(isi) do
    if blok.t == 'Div' and blok.classes[1] == 'judul' then
      judul = pandoc.utils.blocks_to_inlines(blok.content)
    else
      lain:insert(blok)
    end
  end
  return judul, lain
end

function Div(div)
  if div.classes[1] ~= 'gambar' then
    return nil
  end
  -- An image alone in a paragraph was read as a figure of its own, captioned with its alternative text.
  local judul, isi = pisah(div.content:walk({ Figure = function(citra) return citra.content end }))
  if FORMAT == 'typst' then
    judul:insert(1, pandoc.RawInline('typst', '#gambar['))
    judul:insert(pandoc.RawInline('typst', ']['))
    isi:insert(1, pandoc.Plain(judul))
    isi:insert(pandoc.RawBlock('typst', ']' .. (div.identifier ~= '' and ' <' .. div.identifier .. '>' or '')))
    return isi
  end
  local hasil = isi:map(function(blok)
    if blok.t == 'Plain' then
      return pandoc.Div({ pandoc.Para(blok.content) }, { ['custom-style'] = 'Captioned Figure' })
    end
    return blok
  end)
  hasil:insert(pandoc.Div({ pandoc.Para(judul) }, { ['custom-style'] = 'Image Caption' }))
  return pandoc.Div(hasil, pandoc.Attr(div.identifier))
end
