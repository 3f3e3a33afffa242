-- Images come from the project's own files only: nothing is fetched and nothing outside its folder is read. Each has
-- an alternative text. A photo in a cell fits the cell, a scanned page the space between the margins, others as
-- their width says. DOCX takes PNG or JPEG files of the same name where Word knows no SVG and no PDF.

local SATUAN = { pt = true, cm = true, mm = true, ['in'] = true, ['%'] = true }

local function di_luar(alamat)
  return alamat:match('^%a[%w+.-]*:') or alamat:match('^[/\\]') or ('/' .. alamat .. '/'):match('[/\\]%.%.[/\\]')
end

local function periksa(citra)
  -- The reader writes a blank as %20, and pandoc would read %2e as a dot.
  citra.src = citra.src:gsub('%%(%x%x)', function(kode) return string.char(tonumber(kode, 16)) end)
  if di_luar(citra.src) then
    pandoc.log.warn('Gambar “' .. citra.src .. '” berada di luar folder laporan.')
    return citra.caption
  end
  if pandoc.utils.stringify(citra.caption) == '' then
    pandoc.log.warn('Gambar “' .. citra.src .. '” belum punya teks alternatif.')
  end
  local lebar = citra.attributes.width
  if lebar and not (lebar:match('^[%d.]+') and SATUAN[lebar:match('^[%d.]+(.*)$')]) then
    pandoc.log.warn('Lebar gambar “' .. lebar .. '” tidak dikenal; tulis misalnya 467pt, 12cm atau 40%.')
  end
  return citra
end

local function tanda_kutip(teks)
  return '"' .. teks:gsub('[\\"]', '\\%0') .. '"'
end

local function panggil(fungsi, citra, sisa)
  local alt = tanda_kutip(pandoc.utils.stringify(citra.caption))
  return pandoc.RawInline('typst', '#' .. fungsi .. '(' .. tanda_kutip(citra.src) .. ', ' .. sisa:format(alt) .. ');')
end

local function pindaian(citra)
  return citra.classes:includes('halaman')
end

local function ada(alamat)
  for _, folder in ipairs(PANDOC_STATE.resource_path) do
    local berkas = io.open(pandoc.path.join({ folder, alamat }), 'rb')
    if berkas then
      berkas:close()
      return true
    end
  end
  return false
end

-- The alternative texts of scanned pages: no other paragraph needs to be asked for what it holds.
local teks_pindaian = {}

local function untuk_word(citra)
  if pindaian(citra) then
    teks_pindaian[pandoc.utils.stringify(citra.caption)] = true
  end
  local nama, akhiran = pandoc.path.split_extension(citra.src)
  if pindaian(citra) and akhiran:lower() == '.pdf' then
    local halaman = nama .. '-' .. (citra.attributes.nomor or '1')
    citra.src = halaman .. (ada(halaman .. '.jpg') and '.jpg' or '.png')
  elseif akhiran:lower() == '.svg' then
    citra.src = nama .. '.png'
  end
  citra.attributes.nomor = nil
  return citra
end

local function untuk_typst(citra)
  if pindaian(citra) and citra.src:lower():match('%.pdf$') then
    return panggil('halaman-pindaian', citra, (tonumber(citra.attributes.nomor) or 1) .. ', %s')
  elseif pindaian(citra) then
    return panggil('halaman-gambar', citra, '%s')
  end
  local lebar = citra.attributes.width
  return panggil('citra', citra, lebar and '%s, lebar: ' .. lebar:gsub('%%', '%%%%') or '%s')
end

-- A style tells lkj/convert/docx.py which images are scanned pages.
local function tandai(paragraf)
  if not next(teks_pindaian) or not teks_pindaian[pandoc.utils.stringify(paragraf)] then
    return nil
  end
  local citra = paragraf.content[1]
  if #paragraf.content == 1 and citra.t == 'Image' and pindaian(citra) then
    return pandoc.Div({ paragraf }, { ['custom-style'] = 'Halaman Pindaian' })
  end
end

local function olah(ubah)
  return function(citra)
    local boleh = periksa(citra)
    return boleh.t == 'Image' and ubah(boleh) or boleh
  end
end

local function foto(citra)
  return panggil('foto', citra, '%s')
end

if FORMAT == 'typst' then
  return { {
    traverse = 'topdown',
    Table = function(tabel) return tabel:walk({ Image = olah(foto) }), false end,
    Image = olah(untuk_typst),
  } }
end
-- Images come first, then the paragraphs around them.
return { { Image = olah(untuk_word), Para = tandai, Plain = tandai } }
