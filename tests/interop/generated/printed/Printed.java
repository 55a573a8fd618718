import java.nio.file.Files;
import java.nio.file.Path;

/** Prints a new key in every way, with the types that quicktype and openapi-generator generated, and reads an invalid one. */
public class Printed {
    interface Reader {
        Object read(String document) throws Exception;
    }

    static void invalid(String tool, Reader reader, String document) {
        System.out.println("== " + tool + ": invalid");
        try {
            reader.read(document);
            System.out.println("read");
        } catch (Exception refused) {
            System.out.println(refused);
        }
    }

    public static void main(String[] documents) throws Exception {
        String valid = Files.readString(Path.of(documents[0])), invalid = Files.readString(Path.of(documents[2]));
        String sent = Files.readString(Path.of(documents[1])), invalidlySent = Files.readString(Path.of(documents[3]));

        var created = apikeycreateresponse.Converter.fromJsonString(valid);
        System.out.println("== quicktype: toString()\n" + created);
        invalid("quicktype", apikeycreateresponse.Converter::fromJsonString, invalid);

        var mapper = new org.openapitools.client.ApiClient().getObjectMapper();
        var type = org.openapitools.client.model.APIKeyCreateResponse.class;
        var returned = mapper.readValue(sent, type);
        System.out.println("== openapi-generator: toString()\n" + returned);
        invalid("openapi-generator", document -> mapper.readValue(document, type), invalidlySent);
    }
}
