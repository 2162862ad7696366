import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Checks, or with `false` as the third argument mends, the format of every Java source below a folder.
///
/// Runs as a source file on the JDK that compiles the project, because the JDK that runs Maven may be
/// too old to parse these sources. Remembers in the build folder which sources passed, so that an
/// unchanged tree costs no second JVM.
public class Format {
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path formatter = Path.of(arguments[0]);
    Path sources = Path.of(arguments[1]);
    boolean check = Boolean.parseBoolean(arguments[2]);
    Path stamp = formatter.resolveSibling("passed.txt");
    if (!Files.isDirectory(sources)) {
      return;
    }
    List<String> files = new ArrayList<>();
    StringBuilder state = new StringBuilder();
    try (Stream<Path> all = Files.walk(sources)) {
      for (Path file : all.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        files.add(file.toString());
        state.append(file).append(' ').append(Files.size(file)).append(' ');
        state.append(Files.getLastModifiedTime(file).toMillis()).append('\n');
      }
    }
    boolean known =
        Files.exists(stamp)
            && Files.readString(stamp, StandardCharsets.UTF_8).contentEquals(state);
    if (files.isEmpty() || (check && known)) {
      return;
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : List.of("api", "code", "file", "parser", "tree", "util")) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", formatter.toString()));
    command.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    command.addAll(files);
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      System.err.println(
          "the files above are not in the project's format:"
              + " mvn verify -DskipTests -Dformat.check=false mends them");
      System.exit(1);
    }
    if (check) {
      Files.writeString(stamp, state, StandardCharsets.UTF_8);
    }
  }
}
