-- The blocks and marks of the dialect: a function of the template in Typst, a style of reference.docx in DOCX.

local GAYA = {
  pengantar = 'Pengantar',
  sampul = 'Sampul',
  sumber = 'Sumber',
  catatan = 'Sumber',
  kop = 'Kop',
  tengah = 'Tengah',
  ttd = 'Tanda Tangan',
  logo = 'Logo',
  ['foto-kosong'] = 'Foto Kosong',
}
-- Letters of running text across the page, on an average.
local HURUF_SEBARIS = 78
local KOSONG = { ruang = true, ['halaman-baru'] = true }
local SAMA = { kotak = true, ['ttd-ganda'] = true }

-- Only a table gives Word a box that keeps to the margins and may hold lists.
local function kotak(div)
  local sederhana = pandoc.SimpleTable({}, { 'AlignDefault' }, { 1 }, {}, { { { div } } })
  local tabel = pandoc.utils.from_simple_table(sederhana)
  tabel.attributes['custom-style'] = 'Kotak'
  return tabel
end

-- Without a logo the cover keeps the room for one.
local function sampul(div)
  local awal = div.content[1]
  if awal.t == 'Div' and awal.classes[1] == 'logo' then
    return div
  elseif FORMAT == 'typst' then
    div.content:insert(1, pandoc.Div({}, pandoc.Attr('', { 'logo' })))
  else
    div.content[1] = pandoc.Div({ awal }, { ['custom-style'] = 'Sampul Awal' })
  end
  return div
end

-- The two who sign stand side by side, each in half of the width.
local function sebelah(div)
  return div:walk({
    Table = function(tabel)
      tabel.colspecs = tabel.colspecs:map(function() return { 'AlignCenter', 1 / #tabel.colspecs } end)
      return tabel
    end,
  })
end

-- Words and what they stand for: every column is as wide as its longest entry, the last one takes the rest.
local function rapatkan(tabel)
  local sisa = 1
  for nomor = 1, #tabel.colspecs - 1 do
    local terpanjang = 0
    for _, baris in ipairs(tabel.bodies[1].body) do
      local isi = baris.cells[nomor] and pandoc.utils.stringify(baris.cells[nomor].contents) or ''
      terpanjang = math.max(terpanjang, pandoc.text.len(isi))
    end
    local lebar = math.min((terpanjang + 3) / HURUF_SEBARIS, sisa / 2)
    tabel.colspecs[nomor] = { tabel.colspecs[nomor][1], lebar }
    sisa = sisa - lebar
  end
  tabel.colspecs[#tabel.colspecs] = { tabel.colspecs[#tabel.colspecs][1], sisa }
end

local PERSIAPAN = { sampul = sampul, ['ttd-ganda'] = sebelah }

local function siapkan(div)
  local olah = PERSIAPAN[div.classes[1]]
  return olah and olah(div)
end

local RATA = { AlignLeft = 'left', AlignCenter = 'center', AlignRight = 'right', AlignDefault = 'start' }

-- Without a head it is no table but an arrangement on the page, which is read as text.
local function susunan(tabel)
  if #tabel.head.rows > 0 then
    return nil
  end
  if tabel.colspecs[1][1] ~= 'AlignCenter' then
    rapatkan(tabel)
  end
  if FORMAT == 'docx' then
    tabel.attributes['custom-style'] = 'TabelPolos'
    return tabel
  end
  local lebar = tabel.colspecs:map(function(kolom) return ('%.4f%%'):format(kolom[2] * 100) end)
  local rata = tabel.colspecs:map(function(kolom) return RATA[kolom[1]] end)
  local awal = '#susunan((' .. table.concat(lebar, ', ') .. ',), (' .. table.concat(rata, ', ') .. ',),'
  local hasil = pandoc.Blocks({ pandoc.RawBlock('typst', awal) })
  for _, baris in ipairs(tabel.bodies[1].body) do
    for _, sel in ipairs(baris.cells) do
      local rentang = 'colspan: ' .. sel.col_span .. ', rowspan: ' .. sel.row_span
      hasil:insert(pandoc.RawBlock('typst', 'grid.cell(' .. rentang .. ')['))
      hasil:extend(sel.contents)
      hasil:insert(pandoc.RawBlock('typst', '],'))
    end
  end
  hasil:insert(pandoc.RawBlock('typst', ')'))
  return hasil
end

local function bungkus(div, nama)
  local hasil = pandoc.Blocks({ pandoc.RawBlock('typst', '#' .. nama .. '[') })
  hasil:extend(div.content)
  hasil:insert(pandoc.RawBlock('typst', ']' .. (div.identifier ~= '' and ' <' .. div.identifier .. '>' or '')))
  return hasil
end

local function blok(div)
  local nama = div.classes[1]
  if FORMAT == 'typst' and KOSONG[nama] then
    return pandoc.RawBlock('typst', '#' .. nama)
  end
  if nama == 'ruang' then
    return pandoc.RawBlock('openxml', '<w:p><w:pPr><w:pStyle w:val="RuangTandaTangan"/></w:pPr></w:p>')
  end
  if FORMAT == 'typst' and (GAYA[nama] or SAMA[nama]) then
    return bungkus(div, nama)
  end
  if GAYA[nama] then
    div.attributes['custom-style'] = GAYA[nama]
  end
  return nama == 'kotak' and kotak(div) or div
end

local function tanda(span)
  local kode = (span.classes[1] or ''):match('^kode%-(.+)$')
  if not kode then
    return nil
  end
  if FORMAT == 'typst' then
    -- A name begins as it likes, not a list or a heading.
    span.content:insert(1, pandoc.RawInline('typst', '#kode("' .. kode .. '")[#[]'))
    span.content:insert(pandoc.RawInline('typst', '];'))
    return span.content
  end
  span.attributes['custom-style'] = 'Kode ' .. kode
  return span
end

return { { Div = siapkan }, { Table = susunan, Div = blok, Span = tanda } }
