# The verdict of Ruby on each line, as `run` says; `^` and `$`, which are of lines, become `\A` and `\z`, as in json_schemer with
# `regexp_resolver: "ecma"`. Without that, it accepts a string with one line that is right.

pattern = nil
$stdin.each_line(chomp: true) do |line|
  text = [line[1..]].pack("H*").force_encoding("UTF-8")
  if line.start_with?("p")
    pattern = Regexp.new(text.sub(/\A\^/, "\\A").sub(/\$\z/, "\\z"))
  else
    puts pattern.match?(text) ? 1 : 0
  end
end
