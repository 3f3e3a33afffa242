-- Text that begins a block as a list, a term or a heading would in Typst is kept from it: pandoc escapes only some.

local function jaga(isi)
  local nomor = isi[1] and (isi[1].t == 'Space' or isi[1].t == 'SoftBreak') and 2 or 1
  local awal = isi[nomor]
  if awal and awal.t == 'Str' and (awal.text:match('^[/=+-]+$') or awal.text:match('^%d+[.)]$')) then
    isi:insert(nomor, pandoc.RawInline('typst', '#[]'))
  end
  return isi
end

local function mulai(blok)
  -- To ask for the text takes less than to ask for the words.
  if not pandoc.utils.stringify(blok):find('^%s?[/=+%d-]') then
    return nil
  end
  blok.content = jaga(blok.content)
  return blok
end

local function larik(blok)
  blok.content = blok.content:map(jaga)
  return blok
end

local function sebaris(unsur)
  unsur.content = jaga(unsur.content)
  return unsur
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
  Link = sebaris, Span = sebaris, Emph = sebaris, Strong = sebaris, Strikeout = sebaris,
  Note = catatan,
} }
