-- Images come from the project's own files only: nothing is fetched and nothing outside its folder is read.

function Image(citra)
  local alamat = citra.src
  if alamat:match('^%a[%w+.-]*:') or alamat:match('^[/\\]') or ('/' .. alamat .. '/'):match('[/\\]%.%.[/\\]') then
    pandoc.log.warn('Gambar “' .. alamat .. '” berada di luar folder laporan.')
    return citra.caption
  end
end
