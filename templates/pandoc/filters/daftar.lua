-- Tables of contents. Typst makes its own. DOCX gets Word's fields with their result, so that the lists are complete
-- before Word is asked to refresh them; the page numbers are those of the PDF (metadata `halaman`).

local PERINTAH = {
  ['daftar-isi'] = ' TOC \\o "1-3" \\h \\z \\u ',
  ['daftar-tabel'] = ' TOC \\h \\z \\c "Tabel" ',
  ['daftar-gambar'] = ' TOC \\h \\z \\c "Gambar" ',
}
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

local function kumpulkan(dokumen)
  local daftar = { ['daftar-isi'] = pandoc.List(), ['daftar-tabel'] = pandoc.List(), ['daftar-gambar'] = pandoc.List() }
  local function catat(nama, gaya, pengenal, isi)
    daftar[nama]:insert({ gaya = gaya, pengenal = pengenal, isi = sebaris(isi) })
  end
  dokumen:walk({
    Header = function(judul)
      if judul.level <= TINGKAT_TERDALAM then
        catat('daftar-isi', 'toc ' .. judul.level, judul.identifier, judul.content)
      end
    end,
    Table = function(tabel)
      if #tabel.caption.long > 0 then
        local judul = pandoc.utils.blocks_to_inlines(tabel.caption.long)
        catat('daftar-tabel', 'table of figures', tabel.identifier, judul)
      end
    end,
    Div = function(div)
      local judul = div.classes[1] == 'gambar' and div.content[#div.content]
      if judul and judul.t == 'Div' and judul.classes[1] == 'judul' then
        catat('daftar-gambar', 'table of figures', div.identifier, pandoc.utils.blocks_to_inlines(judul.content))
      end
    end,
  })
  return daftar
end

local function baris(butir, halaman)
  if next(halaman) and not halaman[butir.pengenal] then -- SEMENTARA
    pandoc.log.warn('Halaman “#' .. butir.pengenal .. '” tidak diketahui.')
  end
  local tujuan = penanda(butir.pengenal)
  local isi = pandoc.Inlines({ mentah('<w:hyperlink w:anchor="' .. tujuan .. '" w:history="1">') })
  isi:extend(butir.isi)
  isi:insert(mentah('<w:r><w:tab/></w:r>' .. awal(' PAGEREF ' .. tujuan .. ' \\h ')))
  isi:insert(pandoc.Str(halaman[butir.pengenal] or ''))
  isi:insert(mentah(tanda('end') .. '</w:hyperlink>'))
  return isi
end

local function paragraf(isi, gaya)
  return pandoc.Div({ pandoc.Para(isi) }, { ['custom-style'] = gaya })
end

local function medan(perintah, daftar_butir, halaman)
  local hasil = daftar_butir:map(function(butir) return paragraf(baris(butir, halaman), butir.gaya) end)
  if #hasil > 0 then
    hasil[1].content[1].content:insert(1, mentah(awal(perintah, ' w:dirty="true"')))
    hasil:insert(paragraf({ mentah(tanda('end')) }, 'Akhir Daftar'))
  end
  return hasil
end

function Pandoc(dokumen)
  local halaman = pandoc.json.decode(pandoc.utils.stringify(dokumen.meta.halaman or '{}'))
  local daftar = kumpulkan(dokumen)
  dokumen.meta.halaman = nil
  return dokumen:walk({
    Div = function(div)
      local nama = div.classes[1]
      if not PERINTAH[nama] then
        return nil
      end
      return FORMAT == 'typst' and pandoc.RawBlock('typst', '#' .. nama) or medan(PERINTAH[nama], daftar[nama], halaman)
    end,
  })
end
