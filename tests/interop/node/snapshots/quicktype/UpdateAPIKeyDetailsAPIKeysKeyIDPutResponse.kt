// To parse the JSON, install jackson-module-kotlin and do:
//
//   val updateAPIKeyDetailsAPIKeysKeyIDPutResponse = UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse.fromJson(jsonString)

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
}

/**
 * The response to a request to update an API key: its metadata, and the updated key.
 */
data class UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse (
    /**
     * The updated key; absent if there was no body.
     */
    @get:JsonProperty("APIKeyInfo")@field:JsonProperty("APIKeyInfo")
    val apiKeyInfo: APIKeyInfo? = null,

    /**
     * Metadata of the exchange, without credentials.
     */
    @get:JsonProperty("HTTPMeta", required=true)@field:JsonProperty("HTTPMeta", required=true)
    val httpMeta: HTTPMetadata
) {
    fun toJson() = mapper.writeValueAsString(this)

    companion object {
        fun fromJson(json: String) = mapper.readValue<UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse>(json)
    }
}

/**
 * Everything the API knows about an API key, except the secret.
 */
data class APIKeyInfo (
    /**
     * Time at which the key was created.
     */
    @get:JsonProperty("created_at", required=true)@field:JsonProperty("created_at", required=true)
    val createdAt: OffsetDateTime,

    /**
     * ID of the key.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val id: String,

    /**
     * Whether the key can be used.
     */
    @get:JsonProperty("is_active", required=true)@field:JsonProperty("is_active", required=true)
    val isActive: Boolean,

    /**
     * Name that the user gave the key: any string.
     */
    @get:JsonProperty("key_name")@field:JsonProperty("key_name")
    val keyName: String? = null,

    /**
     * Prefix of the key: any string, since only a new key's prefix is documented.
     */
    @get:JsonProperty("key_prefix", required=true)@field:JsonProperty("key_prefix", required=true)
    val keyPrefix: String,

    /**
     * Time at which the key was last used, if ever.
     */
    @get:JsonProperty("last_used_at")@field:JsonProperty("last_used_at")
    val lastUsedAt: OffsetDateTime? = null,

    /**
     * Time at which the key was last updated.
     */
    @get:JsonProperty("updated_at", required=true)@field:JsonProperty("updated_at", required=true)
    val updatedAt: OffsetDateTime,

    /**
     * ID of the user who owns the key.
     */
    @get:JsonProperty("user_id", required=true)@field:JsonProperty("user_id", required=true)
    val userID: String
)

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
