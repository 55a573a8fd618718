// To parse the JSON, install jackson-module-kotlin and do:
//
//   val aPIKeyUpdate = APIKeyUpdate.fromJson(jsonString)

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
 * The changes to an API key: absent members stay unchanged, and a null name is removed.
 */
data class APIKeyUpdate (
    /**
     * Whether the key can be used from now on.
     */
    @get:JsonProperty("is_active")@field:JsonProperty("is_active")
    val isActive: Boolean? = null,

    /**
     * The new name of the key: any string, or null to remove the name.
     */
    @get:JsonProperty("key_name")@field:JsonProperty("key_name")
    val keyName: String? = null
) {
    fun toJson() = mapper.writeValueAsString(this)

    companion object {
        fun fromJson(json: String) = mapper.readValue<APIKeyUpdate>(json)
    }
}
