-- Neither Typst nor Word hyphenates Indonesian: words too long for their table cell get breaking points here.
-- Words that fit stay as they are, so that they can be searched and copied.

-- Letters of the table's font size across the text width in portrait, on an average; the padding takes the
-- room of one and a half.
local HURUF_SEBARIS = 102
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

-- Calls `olah(cell, width)`, width a share of the table's, for each cell of rows that may be joined downwards.
local function tiap_sel(daftar_baris, kolom, olah)
  local tertutup = {}
  for _, baris in ipairs(daftar_baris) do
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
      olah(sel, lebar)
      k = k + sel.col_span
    end
    lewati()
  end
end

function Table(tabel)
  local function olah(sel, lebar)
    sel.contents = sel.contents:walk(pemenggal(lebar * HURUF_SEBARIS - 1.5))
  end
  tiap_sel(tabel.head.rows, tabel.colspecs, olah)
  for _, badan in ipairs(tabel.bodies) do
    tiap_sel(badan.body, tabel.colspecs, olah)
  end
  return tabel
end
