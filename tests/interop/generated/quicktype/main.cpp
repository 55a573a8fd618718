// Deserializes each document of a folder with the type that quicktype generated, and serializes it to another folder.

#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>

#include "apikeycreate/APIKeyCreate.hpp"
#include "apikeycreateresponse/APIKeyCreateResponse.hpp"
#include "apikeycreateresponsesnakecase/APIKeyCreateResponseSnakeCase.hpp"
#include "apikeyinfo/APIKeyInfo.hpp"
#include "apikeyupdate/APIKeyUpdate.hpp"
#include "createapikeyforuserapikeyspostresponse/CreateAPIKeyForUserAPIKeysPostResponse.hpp"
#include "createapikeyforuserapikeyspostresponsesnakecase/CreateAPIKeyForUserAPIKeysPostResponseSnakeCase.hpp"
#include "httpmetadata/HTTPMetadata.hpp"
#include "httpvalidationerror/HTTPValidationError.hpp"
#include "listapikeysresponse/ListAPIKeysResponse.hpp"
#include "listuserapikeysapikeysgetresponse/ListUserAPIKeysAPIKeysGetResponse.hpp"
#include "revokeapikeyapikeyskeyiddeleteresponse/RevokeAPIKeyAPIKeysKeyIDDeleteResponse.hpp"
#include "updateapikeydetailsapikeyskeyidputresponse/UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse.hpp"

using nlohmann::json;

template <typename T>
json through(const json &document) {
    return document.get<T>();
}

#define TYPE(name, generated) {#name, through<Of##name::generated>}

const std::map<std::string, std::function<json(const json &)>> types{
    TYPE(APIKeyCreate, ApiKeyCreate),
    TYPE(APIKeyCreateResponse, ApiKeyCreateResponse),
    TYPE(APIKeyCreateResponseSnakeCase, ApiKeyCreateResponseSnakeCase),
    TYPE(APIKeyInfo, ApiKeyInfo),
    TYPE(APIKeyUpdate, ApiKeyUpdate),
    TYPE(CreateAPIKeyForUserAPIKeysPostResponse, CreateApiKeyForUserApiKeysPostResponse),
    TYPE(CreateAPIKeyForUserAPIKeysPostResponseSnakeCase, CreateApiKeyForUserApiKeysPostResponseSnakeCase),
    TYPE(HTTPMetadata, HttpMetadata),
    TYPE(HTTPValidationError, HttpValidationError),
    TYPE(ListAPIKeysResponse, ListApiKeysResponse),
    TYPE(ListUserAPIKeysAPIKeysGetResponse, ListUserApiKeysApiKeysGetResponse),
    TYPE(RevokeAPIKeyAPIKeysKeyIDDeleteResponse, RevokeApiKeyApiKeysKeyIdDeleteResponse),
    TYPE(UpdateAPIKeyDetailsAPIKeysKeyIDPutResponse, UpdateApiKeyDetailsApiKeysKeyIdPutResponse),
};

int main(int, char **folders) {
    namespace fs = std::filesystem;
    for (const auto &entry : fs::directory_iterator(folders[1])) {
        const auto name = entry.path().filename().string();
        const auto type = types.find(name.substr(0, name.find('.')));
        if (type == types.end()) {
            std::cerr << "main.cpp has no row for " << name << '\n';
            return 1;
        }
        try {
            std::ifstream document(entry.path());
            const json written = type->second(json::parse(document));
            std::ofstream(fs::path(folders[2]) / name) << written;
        } catch (const std::exception &refused) {
            std::cerr << name << ": " << refused.what() << '\n';
        }
    }
}
