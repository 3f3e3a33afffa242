-- Runs the filters that LKJ_FILTERS names, in order: pandoc starts an interpreter for every file it is given, which takes
-- longer than what most filters do. Each has its own globals, as if it had been started alone.

local folder = pandoc.path.join { pandoc.path.directory(PANDOC_SCRIPT_FILE), 'filters' }
local semua = pandoc.List()
for nama in os.getenv('LKJ_FILTERS'):gmatch('%S+') do
  local ruang = setmetatable({}, { __index = _G })
  local isi = assert(loadfile(pandoc.path.join { folder, nama .. '.lua' }, 't', ruang))
  semua:extend(isi() or { ruang })
end
return semua
