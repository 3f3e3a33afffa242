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

-- A cell that stays on one page. Markdown knows no attributes of cells that could be lost.
local UTUH = pandoc.Attr('', {}, { ['typst:breakable'] = 'false' })

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

-- What a capital takes, with the width of a small letter for 1.
local LEBAR_KAPITAL = 1.4

local function terlalu_panjang(kata, batas)
  -- Most words are so short that nothing needs to be counted.
  if LEBAR_KAPITAL * #kata <= batas then
    return false
  end
  local _, besar = kata:gsub('%u', '')
  return utf8.len(kata) + (LEBAR_KAPITAL - 1) * besar > batas
end

local function memuat_panjang(teks, batas)
  for kata in teks:gmatch('%S+') do
    if terlalu_panjang(kata, batas) then
      return true
    end
  end
  return false
end

local function belah(isi, batas)
  return isi:walk({
    Str = function(str)
      if terlalu_panjang(str.text, batas) then
        return pandoc.Str((str.text:gsub('[/._-]', '%0' .. JEDA):gsub('%a+', penggal)))
      end
    end,
  })
end

-- The cells of rows that may be joined downwards: first and last row, share of the table's width, and how many letters
-- fit on a line. What pandoc is asked about a cell is asked once: that is what takes time.
local function daftar_sel(daftar_baris, kolom, luas)
  local daftar, tertutup = pandoc.List(), {}
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
      local lebar, ke_samping, ke_bawah = 0, sel.col_span, sel.row_span
      for j = k, k + ke_samping - 1 do
        lebar = lebar + kolom[j][2]
        tertutup[j] = ke_bawah - 1
      end
      daftar:insert({
        sel = sel,
        teks = pandoc.utils.stringify(sel),
        awal = nomor,
        akhir = nomor + ke_bawah - 1,
        muat = lebar * luas.huruf - 1.5,
      })
      k = k + ke_samping
    end
    lewati()
  end
  return daftar
end

local function jumlah_baris(teks, muat)
  if #teks <= muat then
    return 1
  end
  local jumlah, terisi = 1, 0
  for kata in teks:gmatch('%S+') do
    local panjang = utf8.len(kata)
    if terisi > 0 and terisi + 1 + panjang > muat then
      jumlah, terisi = jumlah + 1, 0
    end
    jumlah = jumlah + math.max(0, math.ceil(panjang / muat) - 1)
    terisi = (terisi > 0 and terisi + 1 or 0) + panjang % muat
  end
  return jumlah
end

-- Whether every line of a table begins because the one before is full.
local function mengalir(tabel)
  local hasil = true
  local function lain()
    hasil = false
  end
  tabel:walk({ LineBreak = lain, RawInline = lain })
  return hasil
end

-- The lines a cell fills, a photo among them as the lines it covers.
local function tinggi(satu, foto, semua_mengalir)
  local isi, muat = satu.sel.contents, math.max(1, satu.muat)
  if #isi == 0 then
    return 0
  elseif semua_mengalir and #isi == 1 and (isi[1].t == 'Plain' or isi[1].t == 'Para') then
    return jumlah_baris(satu.teks, muat)
  end
  local jumlah = 0
  local function ukur(blok)
    jumlah = jumlah + jumlah_baris(pandoc.utils.stringify(blok), muat)
  end
  isi:walk({
    Para = ukur,
    Plain = ukur,
    LineBreak = function() jumlah = jumlah + 1 end,
    RawInline = function(mentah) jumlah = jumlah + (mentah.text:match('^#foto%(') and foto or 0) end,
  })
  return jumlah
end

-- A cell joined downwards adds what it has too much to its last row.
local function ikat(daftar, banyak, luas, semua_mengalir)
  local baris = {}
  for nomor = 1, banyak do
    baris[nomor] = 0
  end
  for _, satu in ipairs(daftar) do
    baris[satu.akhir] = math.max(baris[satu.akhir], tinggi(satu, luas.foto, semua_mengalir))
  end
  for _, satu in ipairs(daftar) do
    local jumlah = 0
    for nomor = satu.awal, satu.akhir do
      jumlah = jumlah + baris[nomor]
    end
    local batas = satu.awal == satu.akhir and BAGIAN_HALAMAN or BAGIAN_GABUNGAN
    if jumlah <= luas.baris * batas then
      satu.sel.attr = UTUH
    end
  end
end

local function belah_semua(daftar)
  for _, satu in ipairs(daftar) do
    if memuat_panjang(satu.teks, satu.muat) then
      satu.sel.contents = belah(satu.sel.contents, satu.muat)
    end
  end
end

local function olah(luas)
  return function(tabel)
    local kolom, semua_mengalir = tabel.colspecs, FORMAT == 'typst' and mengalir(tabel)
    belah_semua(daftar_sel(tabel.head.rows, kolom, luas))
    for _, badan in ipairs(tabel.bodies) do
      local daftar = daftar_sel(badan.body, kolom, luas)
      if FORMAT == 'typst' then
        ikat(daftar, #badan.body, luas, semua_mengalir)
      end
      belah_semua(daftar)
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
