#compdef beastq
# Completion of beastq for zsh. beastq itself knows its commands, options and groups.
_beastq() {
    local -a found
    found=("${(@f)$("$words[1]" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
    compadd -- $found || _files
}
compdef _beastq beastq
