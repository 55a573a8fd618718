// To parse the JSON, install jackson-module-kotlin and do:
//
//   val aPIKeyCreate = APIKeyCreate.fromJson(jsonString)

package quicktype

import com.fasterxml.jackson.annotation.*
import com.fasterxml.jackson.core.*
import com.fasterxml.jackson.databind.*
import com.fasterxml.jackson.databind.deser.std.StdDeserializer
import com.fasterxml.jackson.databind.module.SimpleModule
import com.fasterxml.jackson.databind.node.*
import com.fasterxml.jackson.databind.ser.std.StdSerializer
import com.fasterxml.jackson.module.kotlin.*

val mapper = jacksonObjectMapper().apply {
    propertyNamingStrategy = PropertyNamingStrategy.LOWER_CAMEL_CASE
    setSerializationInclusion(JsonInclude.Include.NON_NULL)
}

/**
 * The request to create an API key: `POST /api-keys`.
 */
data class APIKeyCreate (
    /**
     * Name of the new key: any string.
     */
    @get:JsonProperty(required=true)@field:JsonProperty(required=true)
    val keyName: String
) {
    fun toJson() = mapper.writeValueAsString(this)

    companion object {
        fun fromJson(json: String) = mapper.readValue<APIKeyCreate>(json)
    }
}
