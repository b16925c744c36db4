/**
 * Shell text: the function `hide`, which passes lines on without the secrets of any revision that is staged.
 *
 * It looks again at what is secret whenever the node was switched, which is noted before the new revision starts: so none
 * gets through, however long it runs. mawk would keep lines back until it has many.
 */
export const HIDE = `hide() {
  case "$(readlink -f "$(command -v awk)")" in */mawk) at_once="-W interactive" ;; *) at_once= ;; esac
  awk $at_once -v note="$root/switch" -v masks="cat '$root'/revisions/*/masks 2>/dev/null" '
    function learn(  line) { n = 0; while ((masks | getline line) > 0) if (line != "") mask[n++] = line; close(masks) }
    { now = ""; getline now < note; close(note)
      if (NR == 1 || now != known) { known = now; learn() }
      for (i = 0; i < n; i++) { out = ""; rest = $0
        while (at = index(rest, mask[i])) { out = out substr(rest, 1, at - 1) "********"; rest = substr(rest, at + length(mask[i])) }
        $0 = out rest }
      print; fflush() }'
}
`;
