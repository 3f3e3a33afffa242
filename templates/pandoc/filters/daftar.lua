-- Tables of contents. Typst makes its own. DOCX gets Word's fields with their result, so that the lists are complete
-- before Word is asked to refresh them; the page numbers are those of the PDF.

local DAFTAR = { ['daftar-isi'] = true, ['daftar-tabel'] = true, ['daftar-gambar'] = true }
local PERINTAH_ISI = ' TOC \\o "1-3" \\h \\z \\u '
-- Word lists the captions of one kind of number: a field for tables, one for figures, one for charts.
local PERINTAH_JUDUL = ' TOC \\h \\z \\c "%s" '
local TINGKAT_TERDALAM = 3

local function mentah(teks)
  return pandoc.RawInline('openxml', teks)
end

local function tanda(jenis, sifat)
  return '<w:r><w:fldChar w:fldCharType="' .. jenis .. '"' .. (sifat or '') .. '/></w:r>'
end

local function awal(perintah, sifat)
  local isi = '<w:r><w:instrText xml:space="preserve">' .. perintah:gsub('"', '&quot;') .. '</w:instrText></w:r>'
  return tanda('begin', sifat) .. isi .. tanda('separate')
end

-- Pandoc's name for a bookmark: Word allows no more than forty letters.
local function penanda(pengenal)
  local boleh = pengenal:match('^%a') and pandoc.text.len(pengenal) <= 40
  return boleh and pengenal or 'X' .. pandoc.utils.sha1(pengenal):sub(2)
end

local function sebaris(isi)
  return isi:walk({ LineBreak = function() return pandoc.Space() end, Link = function(tautan) return tautan.content end })
end

-- Entries by list and, within it, by the command that makes them, in order of appearance.
local function kumpulkan(dokumen)
  local daftar = { ['daftar-isi'] = pandoc.List(), ['daftar-tabel'] = pandoc.List(), ['daftar-gambar'] = pandoc.List() }
  local function catat(nama, perintah, gaya, pengenal, isi)
    local kelompok = daftar[nama]:find_if(function(satu) return satu.perintah == perintah end)
    if not kelompok then
      kelompok = { perintah = perintah, isi = pandoc.List() }
      daftar[nama]:insert(kelompok)
    end
    kelompok.isi:insert({ gaya = gaya, pengenal = pengenal, isi = sebaris(isi) })
  end
  local function catat_judul(nama, pengenal, blok)
    local isi = pandoc.utils.blocks_to_inlines(blok)
    local perintah = PERINTAH_JUDUL:format(pandoc.utils.stringify(isi):match('^%a*'))
    catat(nama, perintah, 'table of figures', pengenal, isi)
  end
  dokumen:walk({
    Header = function(judul)
      if judul.level <= TINGKAT_TERDALAM then
        catat('daftar-isi', PERINTAH_ISI, 'toc ' .. judul.level, judul.identifier, judul.content)
      end
    end,
    Table = function(tabel)
      if #tabel.caption.long > 0 then
        catat_judul('daftar-tabel', tabel.identifier, tabel.caption.long)
      end
    end,
    Div = function(div)
      local judul = div.classes[1] == 'gambar' and div.content[#div.content]
      if judul and judul.t == 'Div' and judul.classes[1] == 'judul' then
        catat_judul('daftar-gambar', div.identifier, judul.content)
      end
    end,
  })
  return daftar
end

local function baris(butir)
  local tujuan = penanda(butir.pengenal)
  local isi = pandoc.Inlines({ mentah('<w:hyperlink w:anchor="' .. tujuan .. '" w:history="1">') })
  isi:extend(butir.isi)
  isi:insert(mentah('<w:r><w:tab/></w:r>' .. awal(' PAGEREF ' .. tujuan .. ' \\h ')))
  -- lkj/convert/docx.py puts the page number there, as soon as the PDF tells it.
  isi:insert(pandoc.Str('\u{E000}' .. butir.pengenal .. '\u{E001}'))
  isi:insert(mentah(tanda('end') .. '</w:hyperlink>'))
  return isi
end

local function paragraf(isi, gaya)
  return pandoc.Div({ pandoc.Para(isi) }, { ['custom-style'] = gaya })
end

local function medan(daftar_kelompok)
  local hasil = pandoc.Blocks({})
  for _, kelompok in ipairs(daftar_kelompok) do
    local awal_medan = mentah(awal(kelompok.perintah, ' w:dirty="true"'))
    for nomor, butir in ipairs(kelompok.isi) do
      local isi = baris(butir)
      if nomor == 1 then
        isi:insert(1, awal_medan)
      end
      hasil:insert(paragraf(isi, butir.gaya))
    end
    hasil:insert(paragraf({ mentah(tanda('end')) }, 'Akhir Daftar'))
  end
  return hasil
end

local function tandai(div)
  return DAFTAR[div.classes[1]] and pandoc.RawBlock('typst', '#' .. div.classes[1]) or nil
end

local function isi(dokumen)
  local daftar = kumpulkan(dokumen)
  return dokumen:walk({
    Div = function(div)
      local nama = div.classes[1]
      return DAFTAR[nama] and medan(daftar[nama])
    end,
  })
end

return { FORMAT == 'typst' and { Div = tandai } or { Pandoc = isi } }
