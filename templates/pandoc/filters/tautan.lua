-- Links: a target within the document that is missing or stands twice stops the conversion.

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

return { {
  -- What can bear an identifier: not every word.
  Header = catat, Div = catat, Table = catat, Figure = catat, CodeBlock = catat,
  Span = catat, Link = catat_tautan, Image = catat, Code = catat,
  -- Runs last: a link may point forward.
  Pandoc = function() tujuan:map(periksa) end,
} }
