-- A formula that the layout of a table broke over lines is one line again: Typst would print the break.

function Math(rumus)
  rumus.text = rumus.text:gsub('%s*\n%s*', ' ')
  return rumus
end
