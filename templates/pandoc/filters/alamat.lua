-- Addresses in the text become links.

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

-- What every address has. Few paragraphs do, and to ask every word for its text takes longer than all the rest.
local function mungkin_beralamat(teks)
  return teks:find('://', 1, true) or teks:find('www.', 1, true) or teks:find('@', 1, true)
end

local function tautkan_semua(blok)
  if mungkin_beralamat(pandoc.utils.stringify(blok)) then
    return blok:walk({
      traverse = 'topdown',
      Link = function(tautan) return tautan, false end,
      Str = function(str) return tautkan(str), false end,
    })
  end
end

return { {
  Plain = tautkan_semua, Para = tautkan_semua, LineBlock = tautkan_semua, DefinitionList = tautkan_semua,
} }
