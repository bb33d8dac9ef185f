# Completion of beastq for bash. beastq itself knows its commands, options and groups.
_beastq() {
    local word=${COMP_WORDS[COMP_CWORD]} line
    local IFS=$'\n'
    COMPREPLY=()
    while read -r line; do
        [[ $line == "$word"* ]] && COMPREPLY+=("$line")
    done < <("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
}
complete -o default -F _beastq beastq
