-- Tables of contents: Typst makes its own, with page numbers; DOCX keeps the links, without bullets.

local DAFTAR = { ['daftar-isi'] = 'toc', ['daftar-tabel'] = 'table of figures', ['daftar-gambar'] = 'table of figures' }

local function ratakan(isi, gaya, tingkat, hasil)
  for _, blok in ipairs(isi) do
    if blok.t == 'BulletList' then
      for _, butir in ipairs(blok.content) do
        ratakan(butir, gaya, tingkat + 1, hasil)
      end
    else
      local nama = gaya == 'toc' and 'toc ' .. tingkat or gaya
      hasil:insert(pandoc.Div({ pandoc.Para(blok.content) }, { ['custom-style'] = nama }))
    end
  end
  return hasil
end

function Div(div)
  local nama = div.classes[1]
  if not DAFTAR[nama] then
    return nil
  end
  if FORMAT == 'typst' then
    return pandoc.RawBlock('typst', '#' .. nama)
  end
  return ratakan(div.content, DAFTAR[nama], 0, pandoc.Blocks({}))
end
