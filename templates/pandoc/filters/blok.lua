-- The blocks and marks of the dialect: a function of the template in Typst, a style of reference.docx in DOCX.

local GAYA = {
  sampul = 'Sampul',
  sumber = 'Sumber',
  catatan = 'Sumber',
  kop = 'Kop',
  tengah = 'Tengah',
  ttd = 'Tanda Tangan',
  ['foto-kosong'] = 'Foto Kosong',
}
local KOSONG = { ruang = true, ['halaman-baru'] = true }
local SAMA = { pohon = true, kotak = true, ['ttd-ganda'] = true }

local KOTAK = { kotak = true, ['foto-kosong'] = true }

-- Only a table gives Word a box that keeps to the margins and may hold lists.
local function kotak(div)
  local sederhana = pandoc.SimpleTable({}, { 'AlignDefault' }, { 1 }, {}, { { { div } } })
  local tabel = pandoc.utils.from_simple_table(sederhana)
  tabel.attributes['custom-style'] = 'Kotak'
  return tabel
end

local function awali(div)
  local awal = pandoc.Div({ div.content[1] }, { ['custom-style'] = 'Sampul Awal' })
  div.content[1] = awal
  return div
end

local function polos(div)
  return div:walk({
    Table = function(tabel)
      tabel.colspecs = tabel.colspecs:map(function(kolom) return { 'AlignCenter', kolom[2] } end)
      tabel.attributes['custom-style'] = 'TabelPolos'
      return tabel
    end,
  })
end

local function bungkus(div, nama)
  local hasil = pandoc.Blocks({ pandoc.RawBlock('typst', '#' .. nama .. '[') })
  hasil:extend(div.content)
  hasil:insert(pandoc.RawBlock('typst', ']' .. (div.identifier ~= '' and ' <' .. div.identifier .. '>' or '')))
  return hasil
end

function Div(div)
  local nama = div.classes[1]
  if FORMAT == 'typst' and KOSONG[nama] then
    return pandoc.RawBlock('typst', '#' .. nama)
  end
  if nama == 'ruang' then
    return pandoc.RawBlock('openxml', '<w:p><w:pPr><w:pStyle w:val="RuangTandaTangan"/></w:pPr></w:p>')
  end
  if nama == 'ttd-ganda' then
    div = polos(div)
  end
  if FORMAT == 'typst' and (GAYA[nama] or SAMA[nama]) then
    return bungkus(div, nama)
  end
  if GAYA[nama] then
    div.attributes['custom-style'] = GAYA[nama]
  end
  if nama == 'sampul' then
    return awali(div)
  end
  return KOTAK[nama] and kotak(div) or div
end

function Span(span)
  local kode = (span.classes[1] or ''):match('^kode%-(.+)$')
  if not kode then
    return nil
  end
  if FORMAT == 'typst' then
    span.content:insert(1, pandoc.RawInline('typst', '#kode("' .. kode .. '")['))
    span.content:insert(pandoc.RawInline('typst', '];'))
    return span.content
  end
  span.attributes['custom-style'] = 'Kode ' .. kode
  return span
end
