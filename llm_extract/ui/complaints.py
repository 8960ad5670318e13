"""Errors as the pages tell them: in Vietnamese what went wrong and what to do, by the kind of error, before the error's own words."""

from collections.abc import Mapping

from llm_extract import errors
from llm_extract.errors import CorrectionError, LlmExtractError
from llm_extract.render.strings import Language

VIETNAMESE: Mapping[type[LlmExtractError], str] = {
    errors.InputError: "Không đọc được bài; hãy xem lại văn bản, tệp hoặc địa chỉ",
    errors.UnsupportedInputError: "Loại tệp này không đọc được; hãy dùng txt, md, html, pdf hoặc docx",
    errors.BlockedAddressError: "Địa chỉ này không được phép mở; hãy dán văn bản của bài",
    errors.UnknownTaskError: "Không có tác vụ này, hoặc tác vụ có lỗi; hãy chọn tác vụ khác",
    errors.SchemaError: "Lược đồ của tác vụ có lỗi; hãy sửa lược đồ",
    errors.PromptError: "Tệp lời nhắc có lỗi; hãy sửa tệp",
    errors.UnknownEngineError: "Không có bộ trả lời này; hãy chọn bộ khác",
    errors.AnswerError: "Không đọc được câu trả lời của mô hình; hãy hỏi lại",
    errors.CacheError: "Không dùng được nơi giữ câu trả lời; hãy xem thư mục và quyền ghi",
    errors.ConfigError: "Cấu hình có lỗi; hãy sửa ở trang Cài đặt",
    errors.LocalModelError: "Mô hình trên máy không chạy được; hãy chọn bộ trả lời khác",
    errors.OutputError: "Không ghi được; hãy xem thư mục, quyền ghi và chỗ trống",
    errors.EndpointError: "Máy chủ mô hình không trả lời được; hãy xem trang Cài đặt rồi thử lại",
    errors.RefusedKeyError: "Máy chủ mô hình từ chối khóa; hãy nhập lại khóa ở trang Cài đặt",
    errors.UnknownModelError: "Máy chủ không có mô hình này; hãy chọn mô hình khác ở trang Cài đặt",
    errors.QuotaSpentError: "Tài khoản ở máy chủ mô hình đã hết hạn mức; hãy nạp thêm hoặc đổi khóa",
    errors.EndpointBusyError: "Máy chủ mô hình đang bận; hãy thử lại sau",
    errors.GoldenError: "Ca chuẩn có lỗi hoặc vừa bị thay đổi; hãy xem lại ca",
    errors.RecordError: "Không dùng được lượt chạy này; hãy xem lại danh sách lượt chạy",
    errors.CompareError: "Hai lượt chạy này không so sánh được; hãy chọn hai lượt khác",
    errors.GateError: "Ngưỡng của bộ ca chuẩn có lỗi; hãy xem tệp baseline.json",
    errors.StoreError: "Kho dữ liệu không mở, đọc hoặc ghi được; hãy xem trang Cài đặt",
    errors.UnknownArticleError: "Kho không có bài này; hãy mở bài khác từ danh sách",
    errors.StaleEditError: "Người khác vừa sửa mục này; hãy xem lại rồi chọn",
    errors.ExportError: "Không xuất được tệp; hãy chọn định dạng khác hoặc thu hẹp bộ lọc",
}
"""A kind that is not named is told as the nearest kind above it."""


def told(error: LlmExtractError, language: Language) -> str:
    """What an error says; a correction's error speaks both languages itself."""
    if language == "en":
        return str(error)
    if isinstance(error, CorrectionError):
        return error.message_vi
    lead = next((VIETNAMESE[kind] for kind in type(error).__mro__ if kind in VIETNAMESE), None)
    return f"{lead} ({error})" if lead else str(error)
