import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Deserializes each document of a folder with the type that quicktype generated, and serializes it to another folder. */
public class Main {
    public static void main(String[] folders) throws Exception {
        List<Path> files;
        try (var listed = Files.list(Path.of(folders[0]))) {
            files = listed.sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            String type = name.substring(0, name.indexOf('.'));
            // Each type has a converter, in a package of its own.
            Class<?> converter = Class.forName(type.toLowerCase() + ".Converter");
            Method read = converter.getMethod("fromJsonString", String.class);
            Method write = converter.getMethod("toJsonString", read.getReturnType());
            try {
                Object value = read.invoke(null, Files.readString(file));
                Files.writeString(Path.of(folders[1], name), (String) write.invoke(null, value));
            } catch (InvocationTargetException refused) {
                System.err.println(name + ": " + refused.getCause().getMessage());
            }
        }
    }
}
