// To parse the JSON, install jackson-module-kotlin and do:
//
//   val createAPIKeyForUserAPIKeysPostResponse = CreateAPIKeyForUserAPIKeysPostResponse.fromJson(jsonString)

package quicktype

import java.time.OffsetDateTime

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
    convert(OffsetDateTime::class, { OffsetDateTime.parse(it.asText()) }, { "\"${java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(it)}\"" })
    convert(KeyPrefix::class,      { KeyPrefix.fromValue(it.asText()) },  { "\"${it.value}\"" })
}

/**
 * The response to a request to create an API key: its metadata, and the new key.
 */
data class CreateAPIKeyForUserAPIKeysPostResponse (
    /**
     * The new key; absent if there was no body.
     */
    @get:JsonProperty("APIKeyCreateResponse")@field:JsonProperty("APIKeyCreateResponse")
    val apiKeyCreateResponse: APIKeyCreateResponse? = null,

    /**
     * Metadata of the exchange, without credentials.
     */
    @get:JsonProperty("HTTPMeta", required=true)@field:JsonProperty("HTTPMeta", required=true)
    val httpMeta: HTTPMetadata
) {
    fun toJson() = mapper.writeValueAsString(this)

    companion object {
        fun fromJson(json: String) = mapper.readValue<CreateAPIKeyForUserAPIKeysPostResponse>(json)
    }
}

/**
 * A new API key, as the API returns it: the only time the plain key is shown.
 */
data class APIKeyCreateResponse (
    /**
     * The plain key. The API stores only a hash of it: save the key now, or create another.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val apiKey: String,

    /**
     * Time at which the key was created.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val createdAt: OffsetDateTime,

    /**
     * ID of the key.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val id: String,

    /**
     * Name that the user gave the key: any string.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val keyName: String,

    /**
     * Prefix of the key.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val keyPrefix: KeyPrefix,

    /**
     * Time at which the key was last used, if ever.
     */
    val lastUsedAt: OffsetDateTime? = null,

    /**
     * ID of the user who owns the key.
     */
    @get:JsonProperty("userId", required=true)@field:JsonProperty("userId", required=true)
    val userID: String
)

/**
 * Prefix of the key.
 */
enum class KeyPrefix(val value: String) {
    Flow("flow_");

    companion object {
        fun fromValue(value: String): KeyPrefix = when (value) {
            "flow_" -> Flow
            else    -> throw IllegalArgumentException()
        }
    }
}

/**
 * Metadata of the exchange, without credentials.
 *
 * The metadata of an HTTP exchange, fit to log and store: status, method, URL and headers.
 */
data class HTTPMetadata (
    /**
     * The request.
     */
    @get:JsonProperty("Request", required=true)@field:JsonProperty("Request", required=true)
    val request: RequestMetadata,

    /**
     * The response.
     */
    @get:JsonProperty("Response", required=true)@field:JsonProperty("Response", required=true)
    val response: ResponseMetadata
)

/**
 * The request.
 *
 * The request of an exchange: its method, and its URL and headers without credentials.
 */
data class RequestMetadata (
    /**
     * The headers: each lower-case name with its values in the order received, without
     * credentials.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val headers: Map<String, List<String>>,

    /**
     * The method: an RFC 9110 token.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val method: String,

    /**
     * The URL: an absolute `http` or `https` URI, without credentials.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val url: String
)

/**
 * The response.
 *
 * The response of an exchange: its status, and its headers without credentials.
 */
data class ResponseMetadata (
    /**
     * The headers: each lower-case name with its values in the order received, without
     * credentials.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val headers: Map<String, List<String>>,

    /**
     * The status code, 100 to 999.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val status: Long
)
