-- Joins the parts of a long table: the head, the widths and the attributes are those of the first, the title and the
-- foot those of the last.

function Div(div)
  if div.classes[1] ~= 'sambung' or div.content:find_if(function(blok) return blok.t ~= 'Table' end) then
    return nil
  end
  local tabel, akhir = div.content[1], div.content[#div.content]
  for nomor = 2, #div.content do
    tabel.bodies[1].body:extend(div.content[nomor].bodies[1].body)
  end
  tabel.caption, tabel.attr, tabel.foot = akhir.caption, akhir.attr, akhir.foot
  return tabel
end
