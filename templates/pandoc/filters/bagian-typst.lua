-- Pages in Typst: the first chapter restarts the page numbers, landscape pages are turned.
-- `set page` and not `page()[]`: the break before a heading would leave an empty page in the latter.

local function mentah(teks)
  return pandoc.RawBlock('typst', teks)
end

function Pandoc(dokumen)
  local hasil, di_bab = pandoc.Blocks({}), false
  for _, blok in ipairs(dokumen.blocks) do
    if blok.t == 'Header' and blok.classes:includes('bab') and not di_bab then
      di_bab = true
      hasil:insert(mentah('#show: bagian-utama'))
      hasil:insert(blok)
    elseif blok.t == 'Div' and blok.classes[1] == 'lanskap' then
      hasil:insert(mentah('#set page(flipped: true)'))
      hasil:extend(blok.content)
      hasil:insert(mentah('#set page(flipped: false)'))
    else
      hasil:insert(blok)
    end
  end
  return pandoc.Pandoc(hasil, dokumen.meta)
end
