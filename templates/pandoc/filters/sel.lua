-- What depends on the width of a cell. Neither Typst nor Word hyphenates Indonesian: words too long for their cell
-- get breaking points here, and words that fit stay as they are, so that they can be searched and copied. In Typst
-- a row that surely fits a page stays on one.

-- Shares of the font size: the width of a letter on an average, the height of a line. The padding of a cell takes the
-- room of one letter and a half.
local LEBAR_HURUF = 0.54
local TINGGI_BARIS = 1.16
local TITIK_SESENTIMETER = 72 / 2.54

-- More than that share of a page may be more than a page in truth; Typst would print it over the margin.
local BAGIAN_HALAMAN = 0.7
-- Rows that are joined stay together if that leaves no great gap on a page.
local BAGIAN_GABUNGAN = 0.25

local RAPAT = { ng = true, ny = true, sy = true, kh = true }
local LENTUR = '\u{AD}'
local JEDA = '\u{200B}'

local function vokal(satuan)
  return satuan:match('^[AIUEOaiueo]$') ~= nil
end

local function satuan_bunyi(kata)
  local daftar, i = pandoc.List(), 1
  while i <= #kata do
    local panjang = RAPAT[kata:sub(i, i + 1):lower()] and 2 or 1
    daftar:insert(kata:sub(i, i + panjang - 1))
    i = i + panjang
  end
  return daftar
end

-- Between two vowels: a-ka, ak-ta, ak-stra.
local function penggal(kata)
  local bunyi, titik = satuan_bunyi(kata), {}
  local vokal_terakhir
  for nomor, satu in ipairs(bunyi) do
    if vokal(satu) then
      if vokal_terakhir and nomor - vokal_terakhir > 1 then
        local potong = nomor - vokal_terakhir == 2 and vokal_terakhir + 1 or vokal_terakhir + 2
        if potong > 2 then
          titik[potong] = true
        end
      end
      vokal_terakhir = nomor
    end
  end
  local hasil = ''
  for nomor, satu in ipairs(bunyi) do
    hasil = hasil .. (titik[nomor] and LENTUR or '') .. satu
  end
  return hasil
end

local function pemenggal(batas)
  return {
    Str = function(str)
      local _, besar = str.text:gsub('%u', '')
      if pandoc.text.len(str.text) + 0.4 * besar > batas then
        local terbelah = str.text:gsub('[/._-]', '%0' .. JEDA):gsub('%a+', penggal)
        return pandoc.Str(terbelah)
      end
    end,
  }
end

-- Calls `olah(cell, width, row)`, width a share of the table's, for each cell of rows that may be joined downwards.
local function tiap_sel(daftar_baris, kolom, olah)
  local tertutup = {}
  for nomor, baris in ipairs(daftar_baris) do
    local k = 1
    local function lewati()
      while (tertutup[k] or 0) > 0 do
        tertutup[k] = tertutup[k] - 1
        k = k + 1
      end
    end
    for _, sel in ipairs(baris.cells) do
      lewati()
      local lebar = 0
      for j = k, k + sel.col_span - 1 do
        lebar = lebar + kolom[j][2]
        tertutup[j] = sel.row_span - 1
      end
      olah(sel, lebar, nomor)
      k = k + sel.col_span
    end
    lewati()
  end
end

local function jumlah_baris(teks, muat)
  local jumlah, terisi = 1, 0
  for kata in teks:gmatch('%S+') do
    local panjang = pandoc.text.len(kata)
    if terisi > 0 and terisi + 1 + panjang > muat then
      jumlah, terisi = jumlah + 1, 0
    end
    jumlah = jumlah + math.max(0, math.ceil(panjang / muat) - 1)
    terisi = (terisi > 0 and terisi + 1 or 0) + panjang % muat
  end
  return jumlah
end

-- The lines a cell fills, a photo among them as the lines it covers.
local function tinggi(sel, muat, foto)
  local jumlah = 0
  local function ukur(blok)
    jumlah = jumlah + jumlah_baris(pandoc.utils.stringify(blok), muat)
  end
  sel.contents:walk({
    Para = ukur,
    Plain = ukur,
    LineBreak = function() jumlah = jumlah + 1 end,
    RawInline = function(mentah) jumlah = jumlah + (mentah.text:match('^#foto%(') and foto or 0) end,
  })
  return jumlah
end

-- A cell joined downwards adds what it has too much to its last row.
local function ikat(daftar_baris, kolom, luas)
  local baris = {}
  for nomor = 1, #daftar_baris do
    baris[nomor] = 0
  end
  tiap_sel(daftar_baris, kolom, function(sel, lebar, nomor)
    local akhir = nomor + sel.row_span - 1
    baris[akhir] = math.max(baris[akhir], tinggi(sel, math.max(1, lebar * luas.huruf - 1.5), luas.foto))
  end)
  tiap_sel(daftar_baris, kolom, function(sel, _, nomor)
    local jumlah = 0
    for n = nomor, nomor + sel.row_span - 1 do
      jumlah = jumlah + baris[n]
    end
    local batas = sel.row_span == 1 and BAGIAN_HALAMAN or BAGIAN_GABUNGAN
    if jumlah <= luas.baris * batas then
      sel.attributes['typst:breakable'] = 'false'
    end
  end)
end

local function olah(luas)
  return function(tabel)
    local function belah(sel, lebar)
      sel.contents = sel.contents:walk(pemenggal(lebar * luas.huruf - 1.5))
    end
    tiap_sel(tabel.head.rows, tabel.colspecs, belah)
    for _, badan in ipairs(tabel.bodies) do
      if FORMAT == 'typst' then
        ikat(badan.body, tabel.colspecs, luas)
      end
      tiap_sel(badan.body, tabel.colspecs, belah)
    end
    return tabel, false
  end
end

function Pandoc(dokumen)
  local tata = dokumen.meta.tata_letak
  local function angka(isi)
    return tonumber(pandoc.utils.stringify(isi))
  end
  local huruf = angka(tata.ukuran.tabel)
  local function luas(lebar, tinggi_kertas)
    local datar = lebar - angka(tata.tepi.kiri) - angka(tata.tepi.kanan)
    local tegak = tinggi_kertas - angka(tata.tepi.atas) - angka(tata.tepi.bawah)
    return {
      huruf = datar * TITIK_SESENTIMETER / huruf / LEBAR_HURUF,
      baris = tegak * TITIK_SESENTIMETER / huruf / TINGGI_BARIS,
      foto = angka(tata.tinggi_foto) * TITIK_SESENTIMETER / huruf / TINGGI_BARIS,
    }
  end
  local lebar, tinggi_kertas = angka(tata.kertas.lebar), angka(tata.kertas.tinggi)
  local lanskap = olah(luas(tinggi_kertas, lebar))
  return dokumen:walk({
    traverse = 'topdown',
    Div = function(div)
      if div.classes[1] == 'lanskap' then
        return div:walk({ Table = lanskap }), false
      end
    end,
    Table = olah(luas(lebar, tinggi_kertas)),
  })
end
