import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The verdict of Java on each line, as `run` says; a search that ends at the end, as networknt's validator does it. */
class Match {
    public static void main(String[] arguments) throws Exception {
        Pattern pattern = null;
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = lines.readLine()) != null; ) {
            var text = new String(HexFormat.of().parseHex(line.substring(1)), StandardCharsets.UTF_8);
            if (line.charAt(0) == 'p') {
                pattern = Pattern.compile(text);
            } else {
                var matcher = pattern.matcher(text);
                System.out.println(matcher.find() && matcher.end() == text.length() ? 1 : 0);
            }
        }
    }
}
