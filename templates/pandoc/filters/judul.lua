-- Headings of chapters and appendices: the label ("BAB I", "Lampiran 1") stands on a line of its own.

local LABEL = { ['label-bab'] = true, ['label-lampiran'] = true }

function Header(judul)
  local label, jeda = judul.content[1], judul.content[2]
  if label and label.t == 'Span' and LABEL[label.classes[1]] and jeda and jeda.t == 'Space' then
    -- Typst reads a heading up to the end of the line, where pandoc would put it. The
    -- blank is for the bookmarks, which know no lines.
    judul.content[2] = FORMAT == 'typst' and pandoc.RawInline('typst', ' #linebreak();') or pandoc.LineBreak()
    return judul
  end
end
