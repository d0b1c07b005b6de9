# Completion for bash: the program itself knows its commands, options, languages and the classes that were opened.
_chamada() {
    local word=${COMP_WORDS[COMP_CWORD]} found
    COMPREPLY=()
    while IFS= read -r found; do
        [[ $found != "$word"* ]] || COMPREPLY+=("$found")
    done < <(chamada "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null </dev/null)
}
complete -o default -F _chamada chamada
