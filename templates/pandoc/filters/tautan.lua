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

local function periksa(tautan)
  local nama = tautan.target:match('^#(.*)$')
  local jenis = tautan.target:match('^(%a[%w+.-]*):')
  if jenis and not SKEMA[jenis:lower()] then
    pandoc.log.warn('Tautan ke “' .. tautan.target .. '”: hanya alamat web, surel dan telepon yang boleh.')
  end
  if nama and not ada[nama] then
    pandoc.log.warn('Tautan ke “#' .. nama .. '” tidak punya sasaran.')
  end
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

return {
  {
    traverse = 'topdown',
    Link = function(tautan) return tautan, false end,
    Str = function(str) return tautkan(str), false end,
  },
  {
    Pandoc = function(dokumen)
      dokumen:walk({ Block = catat, Inline = catat })
      dokumen:walk({ Link = periksa })
    end,
  },
}
