/** The shells for which there is a script. */
export const shells = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof shells)[number];

/**
 * What teaches a shell to complete `coalmine`. The scripts hold no words themselves: at each TAB they ask the program, which
 * answers a line a candidate, its word and after a tabulator what it is about; a line without a word says that names of files
 * fit as well.
 */
export function completionScript(shell: Shell): string {
  return { bash, zsh, fish }[shell];
}

/** Bash breaks words at `=` and `:`, so the whole line is handed over, and candidates lose what bash thinks is done. */
const bash = `# Completion of coalmine for bash. Load it in ~/.bashrc:  source <(coalmine completion bash)
_coalmine() {
    local line="\${COMP_LINE:0:COMP_POINT}"
    local last="\${line##*[[:space:]]}"
    local done_part="\${last%"\${last##*[=:]}"}"
    local reply word
    COMPREPLY=()
    while IFS= read -r reply; do
        word="\${reply%%$'\\t'*}"
        if [[ -n $word ]]; then
            COMPREPLY+=("\${word#"$done_part"}")
        else
            compopt -o filenames 2>/dev/null
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "\${last#"$done_part"}")
        fi
    done < <("\${COMP_WORDS[0]/#~/$HOME}" __complete line "$line" 2>/dev/null)
    [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
}
complete -F _coalmine coalmine
`;

const zsh = `#compdef coalmine
# Completion of coalmine for zsh. Load it in ~/.zshrc after compinit:  source <(coalmine completion zsh)
_coalmine() {
    local line word about files
    local -a plain plain_about open open_about
    while IFS= read -r line; do
        word="\${line%%$'\\t'*}"
        about="\${line#*$'\\t'}"
        if [[ -z $word ]]; then
            files=yes
        elif [[ $word == *= ]]; then
            open+=("$word"); open_about+=("$word  $about")
        else
            plain+=("$word"); plain_about+=("$word  $about")
        fi
    done < <("\${words[1]/#\\~/$HOME}" __complete words "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
    (( \${#plain} )) && compadd -l -d plain_about -a plain
    (( \${#open} )) && compadd -l -S '' -d open_about -a open
    if [[ -n $files ]]; then
        [[ $PREFIX == -*=* ]] && compset -P '*='
        _files
    fi
}
(( $+functions[compdef] )) && compdef _coalmine coalmine
`;

const fish = `# Completion of coalmine for fish. Load it in ~/.config/fish/config.fish:  coalmine completion fish | source
function __coalmine_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    for line in ($words[1] __complete words $words[2..-1] "$last" 2>/dev/null)
        if string match -q -- \\t'*' $line
            set -l before (string match -r -- '^-[^=]*=' "$last")
            set -l paths (__fish_complete_path (string replace -r -- '^-[^=]*=' '' "$last"))
            string replace -r -- '^' "$before" $paths
        else
            echo $line
        end
    end
end
complete -c coalmine -f -a '(__coalmine_complete)'
`;
