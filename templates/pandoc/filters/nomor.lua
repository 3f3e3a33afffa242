-- Captions in DOCX: their running number is Word's own (a SEQ field), so that Word finds, refers to and refreshes it.
-- The first one of a chapter sets the count.

local urutan = {}

local function medan(jenis, awalan, angka)
  local awal = urutan[jenis] == awalan and '' or ' \\r ' .. angka
  urutan[jenis] = awalan
  local isi = '<w:r><w:t>' .. angka .. '</w:t></w:r>'
  local perintah = ' SEQ ' .. jenis .. ' \\* ARABIC' .. awal .. ' '
  return pandoc.RawInline('openxml', '<w:fldSimple w:instr="' .. perintah .. '">' .. isi .. '</w:fldSimple>')
end

local function nomori(judul)
  local jenis, jeda, nomor = judul[1], judul[2], judul[3]
  if jenis and nomor and jenis.t == 'Str' and jeda.t == 'Space' and nomor.t == 'Str' then
    local awalan, angka = nomor.text:match('^(.-)(%d+)$')
    if angka and jenis.text:match('^%a+$') then
      judul:remove(3)
      judul:insert(3, medan(jenis.text, awalan, angka))
      judul:insert(3, pandoc.Str(awalan))
    end
  end
  return judul
end

function Table(tabel)
  if FORMAT == 'docx' and #tabel.caption.long > 0 then
    tabel.caption.long[1].content = nomori(tabel.caption.long[1].content)
    return tabel
  end
end

function Div(div)
  if FORMAT == 'docx' and div.classes[1] == 'judul' then
    return div:walk({
      Para = function(paragraf)
        return pandoc.Para(nomori(paragraf.content))
      end,
    })
  end
end
