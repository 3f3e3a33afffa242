-- Tables: as wide as the text, a head that is centred and marked, fractions that can be read.

local function penuhi(tabel)
  local rata, jumlah = 1 / #tabel.colspecs, 0
  local lebar = tabel.colspecs:map(function(kolom) return kolom[2] or rata end)
  for _, satu in ipairs(lebar) do
    jumlah = jumlah + satu
  end
  for nomor, satu in ipairs(lebar) do
    tabel.colspecs[nomor] = { tabel.colspecs[nomor][1], satu / jumlah }
  end
end

local function tandai_kepala(tabel)
  for _, baris in ipairs(tabel.head.rows) do
    for _, sel in ipairs(baris.cells) do
      if FORMAT == 'typst' then
        sel.attributes['typst:align'] = 'center + horizon'
      else
        sel.alignment = 'AlignCenter'
      end
      sel.attributes['typst:fill'] = 'kepala-tabel'
      sel.attributes['typst:text:weight'] = '"bold"'
    end
  end
end

-- Word sets a fraction small unless it is a paragraph of its own; in Typst the template sees to it.
local function besarkan(paragraf)
  if #paragraf.content == 1 and paragraf.content[1].t == 'Math' then
    paragraf.content[1].mathtype = 'DisplayMath'
    return paragraf
  end
end

function Table(tabel)
  penuhi(tabel)
  tandai_kepala(tabel)
  return FORMAT == 'docx' and tabel:walk({ Plain = besarkan, Para = besarkan }) or tabel
end
