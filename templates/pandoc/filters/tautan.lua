-- Links. An address in the text becomes one; a target within the document that is missing or stands twice stops the
-- conversion.

local ada = {}
local SKEMA = { http = true, https = true, mailto = true, tel = true }

local function catat(unsur)
  local nama = unsur.identifier
  if nama and nama ~= '' then
    if ada[nama] then
      pandoc.log.warn('Pengenal “' .. nama .. '” dipakai lebih dari satu kali.')
    end
    ada[nama] = true
  end
end

local function periksa(alamat)
  local nama = alamat:match('^#(.*)$')
  local jenis = alamat:match('^(%a[%w+.-]*):')
  if jenis and not SKEMA[jenis:lower()] then
    pandoc.log.warn('Tautan ke “' .. alamat .. '”: hanya alamat web, surel dan telepon yang boleh.')
  end
  if nama and not ada[nama] then
    pandoc.log.warn('Tautan ke “#' .. nama .. '” tidak punya sasaran.')
  end
end

local tujuan = pandoc.List()

local function catat_tautan(tautan)
  catat(tautan)
  tujuan:insert(tautan.target)
end

local ALAMAT = {
  { '^https?://[%w][^%s]*$', '' },
  { '^www%.[%w-]+%.%a[^%s]*$', 'https://' },
  { '^[%w._+-]+@[%w-]+%.[%w.-]+$', 'mailto:' },
}

local function tautkan(str)
  local depan, inti, belakang = str.text:match('^([(<“"]*)(.-)([.,;:!?)>”"]*)$')
  for _, jenis in ipairs(ALAMAT) do
    if inti:match(jenis[1]) then
      return { pandoc.Str(depan), pandoc.Link({ pandoc.Str(inti) }, jenis[2] .. inti), pandoc.Str(belakang) }
    end
  end
end

-- Few paragraphs hold an address, and to ask every word for its text takes longer than all the rest.
local function tautkan_semua(blok)
  if pandoc.utils.stringify(blok):find('%w[.@:][%w/]') then
    return blok:walk({
      traverse = 'topdown',
      Link = function(tautan) return tautan, false end,
      Str = function(str) return tautkan(str), false end,
    })
  end
end

return { {
  Plain = tautkan_semua, Para = tautkan_semua, LineBlock = tautkan_semua, DefinitionList = tautkan_semua,
}, {
  -- What can bear an identifier: not every word.
  Header = catat, Div = catat, Table = catat, Figure = catat, CodeBlock = catat,
  Span = catat, Link = catat_tautan, Image = catat, Code = catat,
  -- Runs last: a link may point forward.
  Pandoc = function() tujuan:map(periksa) end,
} }
