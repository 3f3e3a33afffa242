-- Tables: as wide as the text, a head that is centred and marked, fractions that can be read.

-- Markdown knows no attributes of cells that could be lost.
local KEPALA = pandoc.Attr('', {}, {
  { 'typst:align', 'center + horizon' },
  { 'typst:fill', 'kepala-tabel' },
  { 'typst:text:weight', '"bold"' },
})

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
        sel.attr = KEPALA
      else
        sel.alignment = 'AlignCenter'
      end
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

-- Few tables hold formulas, and to ask every paragraph takes longer.
local function berumus(tabel)
  local ada = false
  tabel:walk({ Math = function() ada = true end })
  return ada
end

function Table(tabel)
  penuhi(tabel)
  tandai_kepala(tabel)
  if FORMAT == 'docx' and berumus(tabel) then
    return tabel:walk({ Plain = besarkan, Para = besarkan })
  end
  return tabel
end
