-- Sections in DOCX: each ends with a paragraph that says only what differs from the section of reference.docx
-- (lkj/convert/docx.py completes it): the cover, front matter, chapters, and each landscape part.

local PENOMORAN = {
  sampul = '<w:titlePg/>',
  depan = '<w:pgNumType w:fmt="lowerRoman"%s/>',
  utama = '<w:pgNumType w:fmt="decimal"%s/>',
}

-- Blocks that are a section of their own.
local SENDIRI = { sampul = true, lanskap = true }

local function kelas(blok)
  return blok.t == 'Div' and blok.classes[1] or ''
end

local function paragraf(sifat)
  return pandoc.RawBlock('openxml', '<w:p><w:pPr><w:pStyle w:val="AkhirBagian"/>' .. sifat .. '</w:pPr></w:p>')
end

-- Headings of level 1 and sections start a page by themselves; a further break would leave one empty.
local function perlu_jeda(hasil, berikut)
  return #hasil > 0 and berikut and not SENDIRI[kelas(berikut)] and not (berikut.t == 'Header' and berikut.level == 1)
end

local function isi_bagian(daftar_blok)
  local hasil = pandoc.Blocks({})
  for nomor, blok in ipairs(daftar_blok) do
    if kelas(blok) ~= 'halaman-baru' then
      hasil:insert(blok)
    elseif perlu_jeda(hasil, daftar_blok[nomor + 1]) then
      hasil:insert(paragraf('<w:pageBreakBefore/>'))
    end
  end
  return hasil
end

local function bagi(daftar_blok)
  local bagian, nomor = pandoc.List(), 'depan'
  local kini
  for _, blok in ipairs(daftar_blok) do
    if blok.t == 'Header' and blok.classes:includes('bab') then
      nomor = 'utama'
    end
    local nama = kelas(blok)
    local jenis = nama == 'sampul' and 'sampul' or nomor
    local sendiri = SENDIRI[nama] or false
    if sendiri or not kini or kini.sendiri or kini.jenis ~= jenis then
      kini = { jenis = jenis, sendiri = sendiri, tidur = nama == 'lanskap', isi = pandoc.Blocks({}) }
      bagian:insert(kini)
    end
    if nama == 'lanskap' then
      kini.isi:extend(blok.content)
    else
      kini.isi:insert(blok)
    end
  end
  return bagian
end

function Pandoc(dokumen)
  local hasil, sebelum = pandoc.Blocks({}), nil
  for _, bagian in ipairs(bagi(dokumen.blocks)) do
    local isi = isi_bagian(bagian.isi)
    if #isi > 0 then
      hasil:extend(isi)
      local mulai = bagian.jenis ~= sebelum and ' w:start="1"' or ''
      local arah = bagian.tidur and '<w:pgSz w:orient="landscape"/>' or ''
      hasil:insert(paragraf('<w:sectPr>' .. arah .. PENOMORAN[bagian.jenis]:format(mulai) .. '</w:sectPr>'))
      sebelum = bagian.jenis
    end
  end
  return pandoc.Pandoc(hasil, dokumen.meta)
end
