# Prints a new key in every way, with the type that openapi-generator generated, and reads an invalid one.

require "json"
require "openapi_client"

read = ->(document) { OpenapiClient::APIKeyCreateResponse.build_from_hash(JSON.parse(File.read(document))) }
created = read.(ARGV[1])
puts "== openapi-generator: inspect", created.inspect
puts "== openapi-generator: to_s", created.to_s
puts "== openapi-generator: invalid"
begin
  read.(ARGV[3])
  puts "read"
rescue => refused
  puts refused.full_message
end
