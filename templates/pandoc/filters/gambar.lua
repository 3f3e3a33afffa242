-- ::: {.gambar #id} with any content and a ::: judul inside becomes a figure with that caption below. The first word
-- of the caption is its kind (Gambar, Grafik): each kind is listed by itself.

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
  local judul, isi = pisah(div.content)
  if FORMAT == 'typst' then
    local jenis = pandoc.utils.stringify(judul):match('^%a*')
    judul:insert(1, pandoc.RawInline('typst', '#gambar("' .. div.identifier .. '", "' .. jenis .. '")['))
    judul:insert(pandoc.RawInline('typst', ']['))
    isi:insert(1, pandoc.Plain(judul))
    isi:insert(pandoc.RawBlock('typst', ']'))
    return isi
  end
  local hasil = isi:map(function(blok)
    if blok.t == 'Para' and #blok.content == 1 and blok.content[1].t == 'Image' then
      return pandoc.Div({ blok }, { ['custom-style'] = 'Captioned Figure' })
    end
    return blok
  end)
  hasil:insert(pandoc.Div({ pandoc.Para(judul) }, { ['custom-style'] = 'Image Caption' }))
  return pandoc.Div(hasil, pandoc.Attr(div.identifier))
end
