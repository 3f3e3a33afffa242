-- A paragraph that leads to what follows stays on its page: the one before a table, figure or signature, and any
-- that ends with a colon or is bold throughout.

traverse = 'topdown'

local DIANTAR = { gambar = true, ttd = true, ['ttd-ganda'] = true }

local function mengantar(blok, berikut)
  if blok.t ~= 'Para' or not berikut then
    return false
  end
  local diantar = berikut.t == 'Div' and DIANTAR[berikut.classes[1]]
  local tebal = #blok.content == 1 and blok.content[1].t == 'Strong'
  return diantar or tebal or berikut.t == 'Table' or pandoc.utils.stringify(blok):match(':%s*$')
end

function Blocks(daftar)
  for nomor = 1, #daftar do
    if mengantar(daftar[nomor], daftar[nomor + 1]) then
      daftar[nomor] = pandoc.Div({ daftar[nomor] }, pandoc.Attr('', { 'pengantar' }))
    end
  end
  return daftar
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
