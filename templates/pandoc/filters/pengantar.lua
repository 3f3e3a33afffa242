-- A paragraph that leads to what follows stays on its page: the one before a table, figure or signature, and any
-- that ends with a colon or is bold throughout.

traverse = 'topdown'

local DIANTAR = { gambar = true, ttd = true, ['ttd-ganda'] = true }

local function mengantar(blok, berikut)
  if blok.t ~= 'Para' or not berikut then
    return false
  end
  local jenis = berikut.t
  local diantar = jenis == 'Table' or jenis == 'Div' and DIANTAR[berikut.classes[1]]
  if diantar or pandoc.utils.stringify(blok):match(':%s*$') then
    return true
  end
  local isi = blok.content
  return #isi == 1 and isi[1].t == 'Strong'
end

function Blocks(daftar)
  local hasil
  for nomor = 1, #daftar do
    if mengantar(daftar[nomor], daftar[nomor + 1]) then
      hasil = daftar
      daftar[nomor] = pandoc.Div({ daftar[nomor] }, pandoc.Attr('', { 'pengantar' }))
    end
  end
  return hasil
end

-- The rows of a table and the lines of these blocks are kept together as such.
local UTUH = { sampul = true, kop = true, tengah = true, ttd = true, ['ttd-ganda'] = true }

function Table(tabel)
  return tabel, false
end

function Div(div)
  if UTUH[div.classes[1]] then
    return div, false
  end
end
