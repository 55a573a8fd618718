// To parse the JSON, install jackson-module-kotlin and do:
//
//   val listUserAPIKeysAPIKeysGetResponse = ListUserAPIKeysAPIKeysGetResponse.fromJson(jsonString)

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
 * The response to a request for a page of API keys: its metadata, and the page.
 */
data class ListUserAPIKeysAPIKeysGetResponse (
    /**
     * Metadata of the exchange, without credentials.
     */
    @get:JsonProperty("HTTPMeta", required=true)@field:JsonProperty("HTTPMeta", required=true)
    val httpMeta: HTTPMetadata,

    /**
     * The page; absent if there was no body.
     */
    @get:JsonProperty("ListAPIKeysResponse")@field:JsonProperty("ListAPIKeysResponse")
    val listAPIKeysResponse: ListAPIKeysResponse? = null
) {
    fun toJson() = mapper.writeValueAsString(this)

    companion object {
        fun fromJson(json: String) = mapper.readValue<ListUserAPIKeysAPIKeysGetResponse>(json)
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

/**
 * A page of the user's API keys. It contains no secret.
 */
data class ListAPIKeysResponse (
    /**
     * The keys of the page.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val apiKeys: List<ListAPIKeyItem>,

    /**
     * Position of the page in the list of all keys.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val pagination: PaginationInfo
)

/**
 * An API key in a list, without its secret.
 */
data class ListAPIKeyItem (
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
     * Name that the user gave the key: any string, empty if it has none.
     */
    val keyName: String? = null,

    /**
     * Time at which the key was last used, if ever.
     */
    val lastUsedAt: OffsetDateTime? = null
)

/**
 * Position of the page in the list of all keys.
 *
 * The position of a page in the list of all keys.
 */
data class PaginationInfo (
    /**
     * Maximum number of keys on a page.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val limit: Long,

    /**
     * Number of keys before the page.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val offset: Long,

    /**
     * Total number of keys.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val totalCount: Long
)
