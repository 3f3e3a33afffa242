-- Runs the filters that LKJ_FILTERS names, in order: pandoc starts an interpreter for every file it is given, which takes
-- longer than what most filters do. Each has its own globals, as if it had been started alone. To walk through the
-- document takes long, too: filters whose names a + joins go together.

local folder = pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), 'filters' }

local function baca(nama)
  local ruang = setmetatable({}, { __index = _G })
  local isi = assert(loadfile(pandoc.path.join { folder, nama .. '.lua' }, 't', ruang))
  return isi() or { ruang }
end

-- What the first makes of an element is for the second, if it still is one of that kind.
local function berurutan(pertama, kedua)
  return function(unsur)
    local hasil = pertama(unsur)
    if hasil and hasil.t ~= unsur.t then
      return hasil
    end
    return kedua(hasil or unsur) or hasil
  end
end

local function gabungkan(filter, lain)
  for jenis, olah in pairs(lain) do
    filter[jenis] = filter[jenis] and berurutan(filter[jenis], olah) or olah
  end
end

local semua = pandoc.List()
for kelompok in os.getenv('LKJ_FILTERS'):gmatch('%S+') do
  local bersama
  for nama in kelompok:gmatch('[^+]+') do
    local isi = baca(nama)
    if bersama then
      gabungkan(bersama, table.remove(isi, 1))
    end
    semua:extend(isi)
    bersama = semua[#semua]
  end
end
return semua
