-- Text that begins a block as a list, a term or a heading would in Typst is kept from it: pandoc escapes only some.

local function mulai(blok)
  local awal = blok.content[1]
  if FORMAT == 'typst' and awal and awal.t == 'Str' and (awal.text:match('^[/=+-]+$') or awal.text:match('^%d+[.)]$')) then
    blok.content:insert(1, pandoc.RawInline('typst', '#[]'))
  end
  return blok
end

return { { Plain = mulai, Para = mulai } }
