-- Links within the document: a target that is missing or stands twice stops the conversion.

local ada = {}

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
  if nama and not ada[nama] then
    pandoc.log.warn('Tautan ke “#' .. nama .. '” tidak punya sasaran.')
  end
end

function Pandoc(dokumen)
  dokumen:walk({ Block = catat, Inline = catat })
  dokumen:walk({ Link = periksa })
end
