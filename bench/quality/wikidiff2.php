<?php
// Times wikidiff2, MediaWiki's comparison, on pairs of texts: a line of JSON ["old", "new"] in, microseconds of the
// processor out, the least of five. Debian: php-cli php-wikidiff2.
function processor() {
    $u = getrusage();
    return 1e6 * ($u['ru_utime.tv_sec'] + $u['ru_stime.tv_sec']) + $u['ru_utime.tv_usec'] + $u['ru_stime.tv_usec'];
}
while (($line = fgets(STDIN)) !== false) {
    [$old, $new] = json_decode($line);
    $least = INF;
    for ($round = 0; $round < 5; ++$round) {
        $start = processor();
        wikidiff2_do_diff($old, $new, 2);
        $least = min($least, processor() - $start);
    }
    echo $least, "\n";
}
