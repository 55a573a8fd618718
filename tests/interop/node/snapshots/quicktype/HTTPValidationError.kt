// To parse the JSON, install jackson-module-kotlin and do:
//
//   val hTTPValidationError = HTTPValidationError.fromJson(jsonString)

package quicktype

import com.fasterxml.jackson.annotation.*
import com.fasterxml.jackson.core.*
import com.fasterxml.jackson.databind.*
import com.fasterxml.jackson.databind.deser.std.StdDeserializer
import com.fasterxml.jackson.databind.module.SimpleModule
import com.fasterxml.jackson.databind.node.*
import com.fasterxml.jackson.databind.ser.std.StdSerializer
import com.fasterxml.jackson.module.kotlin.*


@Suppress("UNCHECKED_CAST")
private fun <T> ObjectMapper.convert(k: kotlin.reflect.KClass<*>, fromJson: (JsonNode) -> T, toJson: (T) -> String, isUnion: Boolean = false) = registerModule(SimpleModule().apply {
    addSerializer(k.java as Class<T>, object : StdSerializer<T>(k.java as Class<T>) {
            override fun serialize(value: T, gen: JsonGenerator, provider: SerializerProvider) = gen.writeRawValue(toJson(value))
    })
    addDeserializer(k.java as Class<T>, object : StdDeserializer<T>(k.java as Class<T>) {
            override fun deserialize(p: JsonParser, ctxt: DeserializationContext) = fromJson(p.readValueAsTree())
    })
})

val mapper = jacksonObjectMapper().apply {
    propertyNamingStrategy = PropertyNamingStrategy.LOWER_CAMEL_CASE
    setSerializationInclusion(JsonInclude.Include.NON_NULL)
    convert(Location::class, { Location.fromJson(it) }, { it.toJson() }, true)
}

/**
 * The reasons why the API refused a request: the body of a 422 response.
 */
data class HTTPValidationError (
    /**
     * The errors, in the order in which the server found them.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val detail: List<ValidationError>
) {
    fun toJson() = mapper.writeValueAsString(this)

    companion object {
        fun fromJson(json: String) = mapper.readValue<HTTPValidationError>(json)
    }
}

/**
 * One reason why the API refused a request.
 */
data class ValidationError (
    /**
     * Context of the error, of any type. It may contain a secret.
     */
    val ctx: Any? = null,

    /**
     * The value that was refused, of any type. It may contain a secret.
     */
    val input: Any? = null,

    /**
     * The location in the request: `body`, `query`, `path`, `header` or `cookie`, then names
     * and indices down to the value.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val loc: List<Location>,

    /**
     * Message for humans.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val msg: String,

    /**
     * Error type for programs: pydantic's, such as `missing` or `string_type`.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val type: String,

    /**
     * URL of pydantic's documentation for the error.
     */
    val url: Any? = null
)

sealed class Location {
    class IntegerValue(val value: Long)  : Location()
    class StringValue(val value: String) : Location()

    fun toJson(): String = mapper.writeValueAsString(when (this) {
        is IntegerValue -> this.value
        is StringValue  -> this.value
    })

    companion object {
        fun fromJson(jn: JsonNode): Location = when (jn) {
            is IntNode, is LongNode -> IntegerValue(mapper.treeToValue(jn))
            is TextNode             -> StringValue(mapper.treeToValue(jn))
            else                    -> throw IllegalArgumentException()
        }
    }
}
