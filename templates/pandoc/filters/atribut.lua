-- Attributes are names, never code: pandoc hands `typst:` attributes to Typst as they are, and the other filters
-- write identifiers and classes into calls.

local function nama(teks)
  if not teks:match('^[%w_.:\128-\255-]*$') then
    pandoc.log.warn('Nama “' .. teks .. '” memuat tanda yang tidak diperbolehkan.')
  end
end

local function periksa(unsur)
  nama(unsur.identifier)
  for _, kelas in ipairs(unsur.classes) do
    nama(kelas)
  end
  for kunci in pairs(unsur.attributes) do
    if kunci:match('^typst') then
      pandoc.log.warn('Atribut “' .. kunci .. '” tidak diperbolehkan.')
    end
  end
end

-- What can bear attributes, not every word.
return { {
  Header = periksa, Div = periksa, Table = periksa, Figure = periksa, CodeBlock = periksa,
  Span = periksa, Link = periksa, Image = periksa, Code = periksa,
} }
