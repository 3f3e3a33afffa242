-- Text that begins a block as a list, a term or a heading would in Typst is kept from it: pandoc escapes only some.

-- What such a text begins with; to ask for the text takes less than to ask for the words.
local function mungkin(unsur)
  local teks = pandoc.utils.stringify(unsur)
  return teks:find('^%s?[/=+-]') or teks:find('^%s?%d+[.)]')
end

local function jaga(isi)
  local nomor = isi[1] and (isi[1].t == 'Space' or isi[1].t == 'SoftBreak') and 2 or 1
  local awal = isi[nomor]
  if awal and awal.t == 'Str' and (awal.text:match('^[/=+-]+$') or awal.text:match('^%d+[.)]$')) then
    isi:insert(nomor, pandoc.RawInline('typst', '#[]'))
  end
  return isi
end

local function mulai(unsur)
  if mungkin(unsur) then
    unsur.content = jaga(unsur.content)
    return unsur
  end
end

local function larik(blok)
  blok.content = blok.content:map(jaga)
  return blok
end

-- The end of a line would keep the bracket behind it from closing the note.
local function catatan(kaki)
  local akhir = kaki.content[#kaki.content]
  while akhir and akhir.content and #akhir.content > 0 and akhir.content[#akhir.content].t == 'LineBreak' do
    akhir.content:remove()
  end
  return kaki
end

return { {
  Plain = mulai, Para = mulai, LineBlock = larik,
  Link = mulai, Span = mulai, Emph = mulai, Strong = mulai, Strikeout = mulai,
  Note = catatan,
} }
