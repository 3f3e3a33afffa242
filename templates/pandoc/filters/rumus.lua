-- Formulas: one line again where the layout of a table broke them, and in Typst with the sentence one would say.
-- Word's formulas can be read aloud as they are.

local TANDA = {
  ['+'] = { 'ditambah', 1 },
  ['-'] = { 'dikurangi', 1 },
  ['\\times'] = { 'dikali', 2 },
  ['\\cdot'] = { 'dikali', 2 },
  ['/'] = { 'dibagi', 2 },
  ['\\div'] = { 'dibagi', 2 },
}
local KUAT = 3

local function pecah(teks)
  local daftar, tempat = pandoc.List(), 1
  while tempat <= #teks do
    local satu = teks:match('^\\text%s*%b{}', tempat)
      or teks:match('^\\%a+', tempat)
      or teks:match('^\\.', tempat)
      or teks:match('^[%d.,]+', tempat)
      or teks:match('^%a+', tempat)
      or teks:match('^[%z\1-\127\194-\244][\128-\191]*', tempat)
    tempat = tempat + #satu
    if not satu:match('^%s$') then
      daftar:insert(satu)
    end
  end
  return daftar
end

-- Brackets that are text must not be counted as brackets of the formula.
local function sembunyikan(teks)
  return (teks:gsub('\\{', '\1'):gsub('\\}', '\2'))
end

local function label(teks)
  local isi = teks:gsub('\\textbackslash{}', '\\'):gsub('\\textasciicircum{}', '^'):gsub('\\textasciitilde{}', '~')
  return (isi:gsub('\\([$&#_%%])', '%1'):gsub('{}', ''):gsub('(%d)%s*%%', '%1 persen'):gsub('[\1\2]', {
    ['\1'] = '{',
    ['\2'] = '}',
  }))
end

local function kurung(teks)
  return 'kurung buka ' .. teks .. ' kurung tutup'
end

-- A reader of the tokens from the left. Each function gives what to say and how tightly it holds together: sums 1,
-- products and divisions 2, operands 3.
local function pembaca(daftar, gagal)
  local kini, hubungan = 1, nil

  local function ambil(harus)
    local satu = daftar[kini]
    if not satu or (harus and satu ~= harus) then
      gagal(satu or 'bagian yang belum selesai')
    end
    kini = kini + 1
    return satu or ''
  end

  local function kelompok()
    ambil('{')
    local teks, kuat = hubungan()
    ambil('}')
    return teks, kuat
  end

  local function pecahan()
    local atas, kuat_atas = kelompok()
    local bawah, kuat_bawah = kelompok()
    atas = kuat_atas < 2 and kurung(atas) or atas
    bawah = kuat_bawah < KUAT and kurung(bawah) or bawah
    return atas .. ' dibagi ' .. bawah, 2
  end

  local function satuan()
    local satu = ambil()
    if satu == '\\frac' then
      return pecahan()
    elseif satu == '\\left' or satu == '(' then
      if satu == '\\left' then
        ambil('(')
      end
      local isi = hubungan()
      if satu == '\\left' then
        ambil('\\right')
      end
      ambil(')')
      return kurung(isi), KUAT
    elseif satu:match('^\\text') then
      return label(satu:match('^\\text%s*{(.*)}$')), KUAT
    elseif satu == '\\%' then
      return 'persen', KUAT
    elseif satu:match('^[%w.,]+$') or satu:match('^[\194-\244]') then
      return satu, KUAT
    end
    gagal(satu)
    return '', KUAT
  end

  local function berlanjut()
    local satu = daftar[kini]
    return satu and not TANDA[satu] and satu ~= '=' and satu ~= '}' and satu ~= ')' and satu ~= '\\right'
  end

  -- What stands side by side: the digits of a number, its percent sign, the letters of a name.
  local function deret()
    if daftar[kini] == '-' then
      kini = kini + 1
      local teks, kuat = deret()
      return 'minus ' .. teks, kuat
    end
    local teks, kuat = satuan()
    while berlanjut() do
      local lanjut = satuan()
      local angka = teks:match('[%d,]$') and lanjut:match('^[%d,]')
      teks = teks .. (angka and '' or ' ') .. lanjut
    end
    return teks, kuat
  end

  local function rangkai(kuat, bagian)
    local teks, hasil = bagian()
    while TANDA[daftar[kini]] and TANDA[daftar[kini]][2] == kuat do
      local kata = TANDA[ambil()][1]
      local kanan, kuat_kanan = bagian()
      kanan = (kata == 'dibagi' and kuat_kanan < KUAT) and kurung(kanan) or kanan
      teks, hasil = teks .. ' ' .. kata .. ' ' .. kanan, kuat
    end
    return teks, hasil
  end

  function hubungan()
    local function kali()
      return rangkai(2, deret)
    end
    local teks, kuat = rangkai(1, kali)
    while daftar[kini] == '=' do
      kini = kini + 1
      teks, kuat = teks .. ' sama dengan ' .. rangkai(1, kali), 1
    end
    return teks, kuat
  end

  return function()
    local teks = hubungan()
    if daftar[kini] then
      gagal(daftar[kini])
    end
    return teks
  end
end

local function ucapkan(rumus)
  local saran = 'tulis kalimatnya, misalnya [$x$]{alt="x"}'
  local salah
  local ok, teks = pcall(pembaca(pecah(sembunyikan(rumus)), function(satu)
    salah = satu
    error()
  end))
  if not ok then
    pandoc.log.warn('Rumus “' .. rumus .. '” memuat “' .. salah .. '”, yang belum dapat dibacakan; ' .. saran .. '.')
  end
  return ok and teks or ''
end

local function bertanda(rumus, teks)
  local aman = teks:gsub('[\\"]', '\\%0')
  return { pandoc.RawInline('typst', '#rumus("' .. aman .. '", '), rumus, pandoc.RawInline('typst', ');') }
end

local function satukan(rumus)
  rumus.text = rumus.text:gsub('%s*\n%s*', ' ')
  return rumus
end

-- A formula on a line of its own would split the link around it, which a tagged PDF may not.
local function sebaris(tautan)
  return tautan:walk({
    Math = function(rumus)
      rumus.mathtype = 'InlineMath'
      return rumus
    end,
  })
end

if FORMAT ~= 'typst' then
  return { { Math = satukan } }
end
return { {
  traverse = 'topdown',
  Link = sebaris,
  Span = function(span)
    local rumus = span.content[1]
    if span.attributes.alt and #span.content == 1 and rumus.t == 'Math' then
      return bertanda(satukan(rumus), span.attributes.alt), false
    end
  end,
  Math = function(rumus)
    local satu = satukan(rumus)
    return bertanda(satu, ucapkan(satu.text)), false
  end,
} }
