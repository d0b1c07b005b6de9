# Completion for fish: the program itself knows its commands, options, languages and the classes that were opened.
function __chamada_complete
    set -l line (commandline -cp)
    chamada "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null </dev/null
end
complete -c chamada -a '(__chamada_complete)'
