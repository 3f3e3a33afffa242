-- Text that begins a block as a list, a term or a heading would in Typst is kept from it: pandoc escapes only some.

local function mulai(blok)
  -- To ask for the text takes less than to ask for the words.
  if not pandoc.utils.stringify(blok):find('^[/=+%d-]') then
    return nil
  end
  local awal = blok.content[1]
  if awal and awal.t == 'Str' and (awal.text:match('^[/=+-]+$') or awal.text:match('^%d+[.)]$')) then
    blok.content:insert(1, pandoc.RawInline('typst', '#[]'))
    return blok
  end
end

return { { Plain = mulai, Para = mulai } }
